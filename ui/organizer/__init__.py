"""The organizer's screen: files in, totals with their coverage, keys approved, reports out."""
