"""The command `gerai`: what organizers, scripts and booths do without the window."""
