"""Jobs on a Dask cluster: the same bytes, whoever dies."""
