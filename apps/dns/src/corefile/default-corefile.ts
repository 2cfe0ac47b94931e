/** What kubeadm installs, in substance. @param domain cluster domain @param port of the listener @param upstream servers or a resolv.conf */
export const defaultCorefile = (domain = 'cluster.local', port = 53, upstream = '/etc/resolv.conf'): string => `.:${port} {
    errors
    health {
        lameduck 5s
    }
    ready
    kubernetes ${domain} in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 30
    }
    prometheus :9153
    forward . ${upstream} {
        max_concurrent 1000
    }
    cache 30 {
        disable success ${domain}
        disable denial ${domain}
    }
    loop
    loadbalance
}
`;
