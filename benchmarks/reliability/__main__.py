"""Measure everything that docs/betrouwbaarheid.md says; `python benchmarks/reliability kill_points` one part of it."""
