namespace Marketplace.Tables;

/// <summary>Refuses a tag beyond a length, before the reader of XML takes it into memory.</summary>
sealed class ShortTagsStream(Stream inner, int max) : Stream
{
    int _length;
    bool _isTag;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Check(buffer[..count]);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    void Check(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var next = bytes.IndexOf(_isTag ? (byte)'>' : (byte)'<');
            var length = next < 0 ? bytes.Length : next + 1;
            if (_isTag && (_length += length) > max)
            {
                throw UnreadableTableException.Broken;
            }

            if (next >= 0)
            {
                (_isTag, _length) = (!_isTag, 0);
            }

            bytes = bytes[length..];
        }
    }
}
