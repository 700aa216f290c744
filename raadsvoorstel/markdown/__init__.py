"""Write blocks as Markdown: the way back of `markup`."""
