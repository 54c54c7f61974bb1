/** SHA-256 as it stands in HTTP fields. */
package io.mudanza.transfer.digest;
