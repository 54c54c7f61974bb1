/** What holds for every call before anybody reads it: no secrets in addresses, no plain text from afar, no endless bodies. */
package io.mudanza.gateway.door;
