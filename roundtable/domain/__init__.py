"""What is true: frozen dataclasses and rules; the standard library only."""
