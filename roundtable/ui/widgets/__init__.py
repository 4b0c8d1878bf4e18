"""Painted and composed controls that screens are made of."""
