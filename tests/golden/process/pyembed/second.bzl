interpreter(profile = "isolated", utf8_mode = True, set_missing_path_configuration = False)
static_extension("quick", init = "crate::fast::PyInit_fast")
static_extension("other", init = "PyInit_another")
