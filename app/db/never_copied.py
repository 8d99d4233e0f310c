"""Which tables no backup has."""

# Addresses and links that are kept for a day, mail that a restore would send again, and what has been signed out of,
# used or refused since and would open doors again.
NEVER_COPIED = ("outbox", "mailed_link", "joint_visit", "account_session", "account_link", "pass_on", "workshop_scan")
