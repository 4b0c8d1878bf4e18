"""Text and register in, decided text out: pure, deterministic, offline, usable on its own."""
