"""The optional name model: small, offline, asked for hints alone. Nothing here is needed for a report."""
