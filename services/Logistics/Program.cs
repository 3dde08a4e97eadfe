using Marketplace.Contracts.Ordering;
using Marketplace.Logistics;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, LogisticsService.Name, typeof(OrderConfirmed).Assembly);
host.AddLogistics();
return await host.RunAsync(app => app.MapLogistics());
