"""Companies that do not exist, with scans like those of companies that do; `invented.yaml` has the numbers."""
