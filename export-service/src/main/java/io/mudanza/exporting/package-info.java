/** Platform to bundle: one snapshot, parts sealed one by one, a signed manifest; served while it grows. */
package io.mudanza.exporting;
