package dev.patchproof.evidence;

/** Windows product type (OSVERSIONINFOEX wProductType); UNKNOWN where there is none or it could not be read. */
public enum ProductType {
    WORKSTATION,
    SERVER,
    DOMAIN_CONTROLLER,
    UNKNOWN
}
