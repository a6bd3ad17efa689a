/// CL_PURPOSE
const CL_NAME: &[u8] = b"\
CL_CODE
\0";
