"""From the design tokens of a gemeente to a proposal for its `huisstijl:`, scaled to paper."""
