using System.Runtime.CompilerServices;
using System.Text;

namespace Marketplace.Tables;

/// <summary>Reads delimited text (RFC 4180) row by row. What stands between rows counts as one row each, as a spreadsheet shows it.</summary>
static class CsvRows
{
    const int BufferSize = 32 * 1024;

    /// <exception cref="UnreadableTableException">A quote is never closed, or a row has too many columns.</exception>
    public static async IAsyncEnumerable<RawRow> ReadAsync(
        Stream file, Encoding encoding, char delimiter, TableLimits limits, [EnumeratorCancellation] CancellationToken ct)
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
        var buffer = new char[BufferSize];
        var parser = new Parser(delimiter, limits);
        for (var count = await text.ReadAsync(buffer, ct); count > 0; count = await text.ReadAsync(buffer, ct))
        {
            for (var index = 0; index < count; index++)
            {
                if (parser.Take(buffer[index]) is { } row)
                {
                    yield return row;
                }
            }
        }

        if (parser.End() is { } last)
        {
            yield return last;
        }
    }

    sealed class Parser(char delimiter, TableLimits limits)
    {
        readonly StringBuilder _cell = new();
        RawRow _row = new(1, []);
        int _column;
        bool _isTooLong;
        bool _isQuoted;
        bool _mayEndQuote;
        bool _isAfterReturn;
        bool _isBegun;

        /// <summary>The row that this character ends, if it does.</summary>
        public RawRow? Take(char one)
        {
            var isAfterReturn = _isAfterReturn;
            _isAfterReturn = false;
            if (isAfterReturn && one == '\n')
            {
                return null;
            }

            if (_mayEndQuote)
            {
                _mayEndQuote = false;
                if (one == '"')
                {
                    Append(one);
                    return null;
                }

                _isQuoted = false;
            }
            else if (_isQuoted)
            {
                _mayEndQuote = one == '"';
                if (!_mayEndQuote)
                {
                    Append(one);
                }

                return null;
            }

            if (one is '\r' or '\n')
            {
                _isAfterReturn = one == '\r';
                return EndRow();
            }

            if (one == delimiter)
            {
                EndCell();
                _isBegun = true;
            }
            else if (one == '"' && _cell.Length == 0)
            {
                _isQuoted = _isBegun = true;
            }
            else
            {
                Append(one);
            }

            return null;
        }

        public RawRow? End() => _isQuoted && !_mayEndQuote
            ? throw new UnreadableTableException(new(
                _row.Number, null, "quote_not_closed", $"第 {_row.Number} 行的双引号没有成对。", $"A quote that begins in row {_row.Number} is never closed."))
            : _isBegun ? EndRow() : null;

        void Append(char one)
        {
            _isBegun = true;
            if (_cell.Length < limits.CellLengthMax)
            {
                _cell.Append(one);
            }
            else
            {
                _isTooLong = true;
            }
        }

        void EndCell()
        {
            _row.Set(_column, new(CellText.Restored(_cell.ToString()), _isTooLong), limits);
            _column++;
            _cell.Clear();
            _isTooLong = false;
        }

        RawRow EndRow()
        {
            EndCell();
            var row = _row;
            _row = new(row.Number + 1, []);
            _column = 0;
            _isBegun = _mayEndQuote = _isQuoted = false;
            return row;
        }
    }
}
