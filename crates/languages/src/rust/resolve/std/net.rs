pub struct TcpStream;
pub struct TcpListener;
pub struct UdpSocket;
pub enum SocketAddr { V4(SocketAddrV4), V6(SocketAddrV6) }
pub enum IpAddr { V4(Ipv4Addr), V6(Ipv6Addr) }
pub struct SocketAddrV4;
pub struct SocketAddrV6;
pub struct Ipv4Addr;
pub struct Ipv6Addr;
impl SocketAddr { pub fn new(ip: IpAddr, port: u16) -> SocketAddr; pub fn ip(&self) -> IpAddr; pub fn port(&self) -> u16; }
impl TcpListener { pub fn bind<A>(a: A) -> io::Result<TcpListener>; pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)>; pub fn local_addr(&self) -> io::Result<SocketAddr>; pub fn incoming(&self) -> Iter<io::Result<TcpStream>>; }
impl TcpStream { pub fn connect<A>(a: A) -> io::Result<TcpStream>; pub fn peer_addr(&self) -> io::Result<SocketAddr>; pub fn local_addr(&self) -> io::Result<SocketAddr>; pub fn try_clone(&self) -> io::Result<TcpStream>; pub fn set_nonblocking(&self, b: bool) -> io::Result<()>; }
impl Read for TcpStream {}
impl Write for TcpStream {}
pub trait ToSocketAddrs { fn to_socket_addrs(&self) -> io::Result<Iter<SocketAddr>>; }
