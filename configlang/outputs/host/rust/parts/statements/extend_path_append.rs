        for folder in PATHS.get().into_iter().flatten() {
            let item = string(folder);
            if item.is_null() {
                return false;
            }
            let result = ffi::PyList_Append(path, item);
            ffi::Py_DECREF(item);
            if result != 0 {
                return false;
            }
        }
