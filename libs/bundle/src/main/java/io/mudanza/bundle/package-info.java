/** The bundle: a platform at rest, made of sealed parts and a signed manifest. */
package io.mudanza.bundle;
