"""Papers on their way to the printer: who moves them, and the page that shows them."""
