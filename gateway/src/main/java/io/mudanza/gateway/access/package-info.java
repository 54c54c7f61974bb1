/** Who calls: migration tokens become roles. */
package io.mudanza.gateway.access;
