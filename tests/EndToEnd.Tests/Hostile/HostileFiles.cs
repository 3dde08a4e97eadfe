using System.Text;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>Files that are no tables, in bodies and in forms.</summary>
static class HostileFiles
{
    static readonly byte[][] Contents =
    [
        [], [0], [0, 0, 0, 0], [0xFF, 0xFE], [0xFF, 0xFE, 0x00, 0xD8], [0xEF, 0xBB, 0xBF],
        "%PDF-1.7\n%âãÏÓ"u8.ToArray(), [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0],
        "PK\u0003\u0004 no archive"u8.ToArray(), "PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8.ToArray(),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "{\"a\":1}"u8.ToArray(), "<html></html>"u8.ToArray(),
        "单据号,帮销主体\r\n\"没有结束"u8.ToArray(), "a,b,c\r\n1,2,3\r\n"u8.ToArray(), "\0,\0\r\n\0,\0"u8.ToArray(),
        Encoding.UTF8.GetBytes(new string(',', 20_000)), Encoding.UTF8.GetBytes(new string('长', 100_000)),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\r\n", 20_000))), Encoding.Unicode.GetBytes("单据号,帮销主体\r\n"),
    ];

    static readonly string?[] Types =
        ["text/csv", "application/vnd.ms-excel", "application/octet-stream", "application/json", "text/csv; charset=no-such", null, "x"];

    static readonly string[] Names = ["a.csv", "", "../../etc/passwd", "\u202Evsc.a", "a\0b.csv", "a\tb.csv", new string('长', 300)];

    public static (string Kind, HostileBody Body) Make(Random random)
    {
        var content = HostileBodies.Pick(random, Contents);
        if (random.Next(2) == 0)
        {
            return ("no table", new(content, HostileBodies.Pick(random, Types)));
        }

        var name = HostileBodies.Pick(random, Names);
        byte[] form =
        [
            .. Encoding.UTF8.GetBytes($"--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"),
            .. content, .. "\r\n--xyz--\r\n"u8,
        ];
        return random.Next(4) switch
        {
            0 => ("form cut off", new(form[..random.Next(form.Length)], "multipart/form-data; boundary=xyz")),
            1 => ("form of another boundary", new(form, "multipart/form-data; boundary=abc")),
            2 => ("form without boundary", new(form, "multipart/form-data")),
            _ => ("form without a table", new(form, "multipart/form-data; boundary=xyz")),
        };
    }
}
