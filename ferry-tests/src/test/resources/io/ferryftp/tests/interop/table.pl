# One thing done with Perl's Net::FTP. Arguments: host, port, user, password, `active` or `passive`,
# `clear` or the file of the authority, and the thing: `list DIRECTORY`, `get REMOTE LOCAL`,
# `put LOCAL REMOTE`, `reget`, `reput`, `delete NAME`, `rename FROM TO`, `mkdir NAME`, `rmdir NAME`,
# `time NAME`, `version`.
use strict;
use warnings;
use Net::FTP;
use POSIX 'strftime';

my ($host, $port, $user, $password, $mode, $authority, $verb, $name, $other) = @ARGV;

if ($verb eq 'version') {
  print "Net::FTP $Net::FTP::VERSION, Perl $^V\n";
  exit;
}

my @tls = $authority eq 'clear' ? () : (SSL_ca_file => $authority);
my $ftp = Net::FTP->new($host, Port => $port, Passive => $mode eq 'passive', Timeout => 30, @tls)
  or die "no connection: $@";
$authority eq 'clear' or $ftp->starttls() or die 'no TLS: ', $ftp->message;

my %things = (
  list   => sub { my $lines = $ftp->dir($name); print "$_\n" for @{ $lines || [] }; $lines },
  get    => sub { $ftp->get($name, $other) },
  reget  => sub { $ftp->get($name, $other, -s $other) },
  put    => sub { $ftp->put($name, $other) },
  reput  => sub {
    my $size = $ftp->size($other);
    open my $source, '<:raw', $name or die $!;
    seek $source, $size, 0;
    $ftp->append($source, $other);
  },
  delete => sub { $ftp->delete($name) },
  rename => sub { $ftp->rename($name, $other) },
  mkdir  => sub { $ftp->mkdir($name) },
  rmdir  => sub { $ftp->rmdir($name) },
  time   => sub {
    my $time = $ftp->mdtm($name);
    print strftime("%Y%m%d%H%M%S\n", gmtime $time);
    $time;
  },
);

$ftp->login($user, $password) && $ftp->binary && $things{$verb}->()
  or die "$verb: ", $ftp->code, ' ', $ftp->message;
$ftp->quit;
