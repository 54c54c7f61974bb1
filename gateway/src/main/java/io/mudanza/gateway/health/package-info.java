/** Whether the node can work. */
package io.mudanza.gateway.health;
