/** Says whether a presented token is good, at the same cost for every wrong one. */
package io.mudanza.token.introspect;
