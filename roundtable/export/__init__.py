"""What leaves: PDFs, e-mail drafts, and the gate that reads them back."""
