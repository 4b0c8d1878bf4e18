"""The window: screens, widgets, the room view."""
