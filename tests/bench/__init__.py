"""Benchmarks: ratios against floors measured in the same run. `make bench`; never a pass or a fail."""
