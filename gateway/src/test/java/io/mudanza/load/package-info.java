/** What the door costs: the gateway under load with and without authentication. */
package io.mudanza.load;
