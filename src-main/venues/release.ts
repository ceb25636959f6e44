/** Stops a listener or gives back a subscription. Calling it twice does nothing the second time. */
export type Release = () => void;
