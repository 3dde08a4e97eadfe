using System.Diagnostics;
using System.Globalization;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Tables;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>A ledger of assisted sales as a hall would send it, as a workbook or as a text.</summary>
static class ImportFile
{
    /// <summary>The first argument of the process that makes a file: then the path, and the number of rows.</summary>
    public const string Command = "import-file";

    /// <summary>Has another process make the file: what that takes of memory is not the service's.</summary>
    public static async Task MakeElsewhereAsync(string path, int rows, CancellationToken ct)
    {
        using var maker = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            [typeof(ImportFile).Assembly.Location, Command, path, rows.ToString(CultureInfo.InvariantCulture)]))!;
        await maker.WaitForExitAsync(ct);
        if (maker.ExitCode != 0)
        {
            throw new InvalidOperationException($"{path} was not made.");
        }
    }

    /// <summary>Makes the file; its ending says which of the two it is.</summary>
    public static async Task MakeAsync(string path, int rows, CancellationToken ct)
    {
        var isWorkbook = Path.GetExtension(path) == ".xlsx";
        var csv = Csv(rows, isWorkbook ? "X" : "C");
        await File.WriteAllBytesAsync(path, isWorkbook ? await XlsxAsync(csv, ct) : csv, ct);
    }

    /// <summary>The same as a workbook with numbers and days in cells of their own.</summary>
    static async Task<byte[]> XlsxAsync(byte[] csv, CancellationToken ct)
    {
        var lines = Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        var kinds = names.Select(name => name switch
        {
            "数量" or "每单位克数" or "单价（元）" or "发票总额（元）" => ColumnKind.Quantity,
            "认定有效期起" or "认定有效期止" or "成交日期" => ColumnKind.Date,
            _ => ColumnKind.Text,
        }).ToArray();
        using var file = new MemoryStream();
        await XlsxTable.WriteAsync(
            file,
            [
                new Table
                {
                    SheetName = "台账",
                    Columns = [.. names.Zip(kinds, (name, kind) => new Column(name, name, "", kind))],
                    Rows = [.. lines.Skip(1).Select(line => line.Split(',').Zip(kinds, CellOf).ToArray())],
                },
            ],
            ct);
        return file.ToArray();

        static object CellOf(string text, ColumnKind kind) => kind switch
        {
            ColumnKind.Quantity => decimal.Parse(text, CultureInfo.InvariantCulture),
            ColumnKind.Date => DateOnly.Parse(text, CultureInfo.InvariantCulture),
            _ => text,
        };
    }

    static byte[] Csv(int rows, string series)
    {
        var nation = new Nation(FillLedger.LastDay);
        var random = new Random(13);
        var text = new StringBuilder(
            "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,成交日期,采购方,收货地代码,发票号码,发票总额（元）,帮销证明材料,销售渠道\r\n");
        var run = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var day = BusinessDay.Of(TimeProvider.System.GetUtcNow()).AddDays(-1);
        // The last digit is 1: a number that ends in five noughts looks as if a spreadsheet had rounded it.
        for (var row = 0; row < rows; row++)
        {
            var helper = random.Next(Nation.Facilitators);
            var quantity = random.Next(10, 2_000);
            var product = nation.DrawProduct(random);
            text.Append(
                CultureInfo.InvariantCulture,
                $"BX-{series}{run}-{row},{Nation.FacilitatorId(helper)},合作社{product % 5_000},产品{product},香辛料,初加工,"
                + $"RZ-{product},2020-01-01,2039-12-31,{Nation.WestCounty(helper).RegionId},{quantity},斤,500,38.60,"
                + $"{day:yyyy-MM-dd},某单位,{Nation.EastCounty(helper).RegionId},"
                + $"{(run + (series == "X" ? 1 : 0)) % 1_000_000_000:000000000}{row:0000000000}1,{quantity * 38.6m:0.00},协议,专馆\r\n");
        }

        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: true).GetBytes(text.ToString());
    }
}
