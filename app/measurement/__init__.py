"""Adds noise to counts and makes the noisy tables fit one another. Only `scan release` needs this package."""
