"""The rules of the scan, pure: no I/O, no clock, no database, no web framework.

Modules here import the standard library, pydantic and each other; nothing else.
"""
