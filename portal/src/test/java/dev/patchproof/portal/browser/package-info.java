/** The browser that tests look at pages with. */
@NullMarked
package dev.patchproof.portal.browser;

import org.jspecify.annotations.NullMarked;
