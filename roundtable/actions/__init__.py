"""What the facilitator can do: one function, one transaction; and the views that screens show."""
