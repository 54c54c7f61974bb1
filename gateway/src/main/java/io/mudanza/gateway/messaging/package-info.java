/** Events in, commands out. */
package io.mudanza.gateway.messaging;
