/* Lets a message that was longer than its place end before the code point that has no room. */
static void CL_PFX_cut(CL_PFX_status *status, int length)
{
    static const unsigned char leads[] = {0xc0, 0xe0, 0xf0, 0xf8};
    char *end = status->message + sizeof status->message - 1;
    int following = 0;
    if (length < (int)sizeof status->message) {
        return;
    }
    while (following < 3 && ((unsigned char)end[-1 - following] & 0xc0) == 0x80) {
        following++;
    }
    end -= following + 1;
    /* The first byte tells how many should follow. */
    if ((unsigned char)*end >= leads[following]) {
        *end = '\0';
    }
}
