        #[cfg(not(Py_3_9))]
        let interpreter = _PyInterpreterState_Get();
