"""The projector's window: it receives plain strings only."""
