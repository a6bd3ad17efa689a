        for (index, folder) in PATHS.get().into_iter().flatten().enumerate() {
            let item = string(folder);
            if item.is_null() {
                return false;
            }
            let result = ffi::PyList_Insert(path, index as ffi::Py_ssize_t, item);
            ffi::Py_DECREF(item);
            if result != 0 {
                return false;
            }
        }
