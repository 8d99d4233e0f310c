"""Whether the content does its work, for who writes it; nothing that an owner does depends on this."""
