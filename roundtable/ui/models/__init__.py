"""Qt models over frozen views."""
