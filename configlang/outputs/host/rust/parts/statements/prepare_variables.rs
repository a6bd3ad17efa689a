    drop_variables();
