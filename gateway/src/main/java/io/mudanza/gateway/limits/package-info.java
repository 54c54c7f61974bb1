/** How much a caller may ask for, who is locked out after guessing, and from which address a call came. */
package io.mudanza.gateway.limits;
