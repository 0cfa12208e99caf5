"""The words of the sample, all of them ours."""
