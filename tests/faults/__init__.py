"""Faults on purpose under the real actions: `python -m tests.faults` says what there is and prints the figures."""
