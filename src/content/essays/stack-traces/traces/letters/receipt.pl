use strict; use warnings;
use Carp qw(confess);

# What an entry is: 'hash', 'object', or 'confess' for an object whose lack is noticed.
my $way = shift // 'hash';

package Entry;
sub new { my ($class, $cents) = @_; return bless { cents => $cents }, $class }
sub cents { return $_[0]{cents} }

package main;

my %prices = (bread => 320, salt => 90);
%prices = map { $_ => Entry->new($prices{$_}) } keys %prices unless $way eq 'hash';

sub lookup { my ($sku) = @_; return $prices{$sku} }

sub price_of {
    my ($line) = @_;
    my $entry = lookup($line->{sku});
    confess 'no price' if $way eq 'confess' && !defined $entry;
    return ($way eq 'hash' ? $entry : $entry->cents) * $line->{qty};
}

sub total { my $sum = 0; $sum += price_of($_) for @_; return $sum }

sub receipt {
    my ($id, @lines) = @_;
    return "$id: " . total(@lines) unless $way eq 'wrap';
    my $sum = eval { total(@lines) } // die "cannot print receipt $id: $@";
    return "$id: $sum";
}

print receipt(17, { sku => 'bread', qty => 2 }, { sku => 'tea', qty => 1 }), "\n";
