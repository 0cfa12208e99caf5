"""What the speed claims rest on: plain scripts that measure, compare within one run, and print Markdown."""
