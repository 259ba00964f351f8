"""Reading strings: normalisation, paragraphs, languages, money, shares, headcounts and dates. No framework."""
